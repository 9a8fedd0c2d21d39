import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ModelPage } from '../features/models/model-page.tsx';

const route = getRouteApi('/models/$modelId');

/** The model of the address; another model is another screen, with nothing kept from the one before. */
export function ModelScreen(): ReactNode {
  const { modelId } = route.useParams();
  return <ModelPage key={modelId} modelId={modelId} />;
}
