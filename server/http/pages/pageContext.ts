import type { Request, Response } from 'express';
import type { Viewer } from '../../../web/parts/siteHeader.tsx';
import type { PageFrame } from '../../../web/renderPage.tsx';
import type { Highlight } from '../../services/highlight.ts';
import type { InstallManifests } from '../../services/installManifest.ts';
import type { RunSourceJob } from '../../services/sourceJobs.ts';
import type { Stores } from '../../services/stores.ts';
import type { EditorAssets } from './assets.ts';
import type { RenderPreview } from './preview.ts';
import type { SendPublic } from './publicPage.ts';
import type { Sessions } from './session.ts';
import type { Templates } from './templates.ts';

/** What the routes of pages share. */
export interface PageContext {
  readonly stores: Stores;
  readonly manifests: InstallManifests;
  readonly highlight: Highlight;
  readonly runSource: RunSourceJob;
  readonly templates: Templates;
  readonly sessions: Sessions;
  /** Whether visitors can make accounts. */
  readonly registration: 'open' | 'closed';
  /** What the editor's page alone refers to. */
  readonly editor: EditorAssets;
  readonly renderPreview: RenderPreview;
  /** What a page takes from the request; looks up who is signed in. */
  frameOf(request: Request, response: Response): Promise<PageFrame & { registryUrl: string }>;
  /** The same for somebody who is known already, or for nobody. */
  frameFor(request: Request, viewer: Viewer | undefined): PageFrame & { registryUrl: string };
  sendPage(response: Response, html: string): void;
  /** Answers with a page that is the same for everybody who is not signed in. */
  readonly sendPublic: SendPublic;
}
