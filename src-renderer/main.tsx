import '@fontsource-variable/inter/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { createRoot } from 'react-dom/client';
import { applyRememberedAppearance } from './shell/appearance.ts';
import { startApp } from './shell/start-app.tsx';

const element = document.getElementById('root');
if (element === null) throw new Error('The page has no root element.');
const root = createRoot(element);
const isGallery = () => window.location.hash.startsWith('#/__gallery');

applyRememberedAppearance();
if (isGallery()) {
  const { showGallery } = await import('./gallery/gallery.tsx');
  showGallery(root);
} else {
  startApp(root);
}

// The gallery has no engine and the app has no gallery: going from one to the other is a new start.
const began = isGallery();
window.addEventListener('hashchange', () => {
  if (isGallery() !== began) window.location.reload();
});
