/** True while a dialog lies above the screen; a toast, which is a dialog to screen readers, does not count. */
export function modalIsOpen(): boolean {
  return document.querySelector('[data-modal]') !== null;
}
