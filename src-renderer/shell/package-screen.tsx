import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PackagePage } from '../features/packages/package-page.tsx';

const route = getRouteApi('/packages/$packageId');

/** The package of the address; another package is another screen, with nothing kept from the one before. */
export function PackageScreen(): ReactNode {
  const { packageId } = route.useParams();
  const { tab = 'overview' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <PackagePage
      key={packageId}
      packageId={packageId}
      tab={tab}
      onTab={(next) => void navigate({ search: next === 'overview' ? {} : { tab: next }, replace: true })}
    />
  );
}
