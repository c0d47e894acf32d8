import type { Diagnostic } from '../contract/answers.ts';
import type { PortablePath } from '../contract/names.ts';
import type { FunctionContent } from './functionTree.ts';
import type { ImportGraph } from './importGraph.ts';
import type { ManifestPlaces } from './manifestPlaces.ts';
import type { SourceFacts } from './sourceFacts.ts';

/** What checks look at. */
export interface Inspection {
  readonly content: FunctionContent;
  /** The source files that could be parsed. */
  readonly sources: ReadonlyMap<PortablePath, SourceFacts>;
  readonly imports: ImportGraph;
  /** Whether every source file could be parsed: only then can something be called unused. */
  readonly complete: boolean;
  readonly places: ManifestPlaces;
}

/** One rule: what it has to say of a function, in any order. */
export type Check = (inspection: Inspection) => Diagnostic[];
