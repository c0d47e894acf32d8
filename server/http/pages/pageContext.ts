import type { Request, Response } from 'express';
import type { Viewer } from '../../../web/parts/siteHeader.tsx';
import type { InstallManifests } from '../../services/installManifest.ts';
import type { Stores } from '../../services/stores.ts';
import type { PageAssets } from './assets.ts';
import type { Sessions } from './session.ts';

/** What the routes of pages share. */
export interface PageContext {
  readonly stores: Stores;
  readonly manifests: InstallManifests;
  readonly assets: PageAssets;
  readonly sessions: Sessions;
  viewerOf(request: Request, response: Response): Promise<Viewer | undefined>;
  sendPage(response: Response, html: string): void;
}
