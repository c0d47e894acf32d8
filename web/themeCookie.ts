/** The cookie that keeps a visitor's choice of colours: `light` or `dark`; the server renders by it. */
export const THEME_COOKIE = 'aerostack_theme';
