import type { Router } from 'express';
import type { Throttles } from '../../throttle.ts';
import type { PageContext } from '../pageContext.ts';
import { bindAccountRoutes } from './accountRoutes.ts';
import { bindActivityRoutes } from './activityRoutes.ts';
import { bindDraftRoutes } from './draftRoutes.ts';
import { bindKeyRoutes } from './keyRoutes.ts';
import { bindMyFunctionsRoutes } from './myFunctionsRoutes.ts';
import { createAdmin } from './signedIn.ts';
import { bindStarsRoutes } from './starsRoutes.ts';

/** Adds the pages of an author's own, and what their forms do. */
export function bindAdminRoutes(router: Router, context: PageContext, throttles: Throttles): void {
  const admin = createAdmin(context);
  bindMyFunctionsRoutes(router, admin);
  bindDraftRoutes(router, admin);
  bindKeyRoutes(router, admin);
  bindStarsRoutes(router, admin);
  bindActivityRoutes(router, admin);
  bindAccountRoutes(router, admin, throttles);
}
