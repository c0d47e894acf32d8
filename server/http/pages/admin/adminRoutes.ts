import type { Router } from 'express';
import type { PageContext } from '../pageContext.ts';
import { bindDraftRoutes } from './draftRoutes.ts';
import { bindImportRoutes } from './importRoutes.ts';
import { bindMyFunctionsRoutes } from './myFunctionsRoutes.ts';
import { createAdmin } from './signedIn.ts';

/** Adds the pages of an author's own, and what their forms do. */
export function bindAdminRoutes(router: Router, context: PageContext): void {
  const admin = createAdmin(context);
  bindMyFunctionsRoutes(router, admin);
  bindImportRoutes(router, admin);
  bindDraftRoutes(router, admin);
}
