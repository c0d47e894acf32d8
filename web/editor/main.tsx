// Turns the editor's page of forms into one that checks while one types. Where that fails the forms stay, and work.
import { startEditor } from './startEditor.tsx';

const root = document.querySelector<HTMLElement>('[data-editor]');
if (root) {
  startEditor(root).catch((error: unknown) => {
    console.error(error);
    const notice = document.createElement('p');
    notice.className = 'notice notice-warning';
    notice.setAttribute('role', 'status');
    notice.textContent = 'The editor could not be loaded. What you see works without it, one file at a time.';
    root.before(notice);
  });
}
