import { THEME_COOKIE } from '../themeCookie.ts';

const A_YEAR = 365 * 24 * 60 * 60;

/** Lets the button in the page's head change between light and dark, for this page at once and for all later ones. */
export function startThemeToggle(page: Document): void {
  const root = page.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const scheme = page.querySelector<HTMLMetaElement>('meta[name="color-scheme"]');
  for (const button of page.querySelectorAll<HTMLButtonElement>('[data-theme-toggle]')) {
    button.addEventListener('click', () => {
      const isDark = root.dataset.theme === undefined ? system.matches : root.dataset.theme === 'dark';
      const theme = isDark ? 'light' : 'dark';
      root.dataset.theme = theme;
      if (scheme) scheme.content = theme;
      page.cookie = `${THEME_COOKIE}=${theme}; Path=/; Max-Age=${A_YEAR}; SameSite=Lax`;
    });
  }
}
