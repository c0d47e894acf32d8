import type { Request } from 'express';
import type { Theme } from '../../../web/renderPage.tsx';
import { THEME_COOKIE } from '../../../web/themeCookie.ts';
import { cookieOf } from './cookie.ts';

/** The colours that the visitor chose, so that the page comes in them from its first byte. */
export function themeOf(request: Request): Theme | undefined {
  const chosen = cookieOf(request, THEME_COOKIE);
  return chosen === 'light' || chosen === 'dark' ? chosen : undefined;
}
