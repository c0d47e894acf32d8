import type { AccountsDatabase } from '../catalog/accountsDatabase.ts';
import type { IndexDatabase } from '../catalog/indexDatabase.ts';
import type { FunctionId } from '../contract/names.ts';
import type { Limits } from '../domain/limits.ts';
import type { Quotas } from '../domain/quotas.ts';
import type { GitStore } from '../git/gitStore.ts';
import type { CheckCode } from './checkCode.ts';
import type { Forgetting } from './forgetting.ts';
import type { DownloadFromGithub } from './githubDownloads.ts';
import type { ImportsOfOnePush } from './importsAside.ts';

/** What the use cases work with; made once, at start-up. */
export interface Stores extends Forgetting {
  readonly git: GitStore;
  readonly accounts: AccountsDatabase;
  readonly index: IndexDatabase;
  readonly limits: Limits;
  /** What an account may have of which the operator has not said more. */
  readonly quotas: Quotas;
  /** Where people reach the registry, without a trailing slash. */
  readonly publicUrl: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newFunctionId: () => FunctionId;
  readonly downloadFromGithub: DownloadFromGithub;
  readonly checkCode: CheckCode;
  /** Milliseconds that a page waits for what takes long, before it is shown without. */
  readonly patience: number;
  /** Made anew for each push, so that its files share one budget of time. */
  readonly importsOfOnePush: ImportsOfOnePush;
}
