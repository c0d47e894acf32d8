/**
 * Names that the runtimes of functions provide beyond those of browsers. Their types are in packages that are not here,
 * so that they stand for anything.
 */
export const RUNTIME_TYPES = `
declare var process: any;
declare var Buffer: any;
declare type Buffer = any;
declare var global: any;
declare var require: any;
declare var module: any;
declare var Bun: any;
declare var Deno: any;
declare type KVNamespace<Key = string> = any;
declare type R2Bucket = any;
declare type D1Database = any;
declare type DurableObjectNamespace<T = any> = any;
declare type DurableObjectState = any;
declare type ExecutionContext = any;
declare type ScheduledController = any;
declare type Queue<Body = any> = any;
declare type MessageBatch<Body = any> = any;
declare type Fetcher = any;
declare type Ai = any;
declare type AnalyticsEngineDataset = any;
declare type Hyperdrive = any;
declare type VectorizeIndex = any;
declare module '*.json' { const value: any; export default value; }
declare module '*.sql' { const text: string; export default text; }
declare module '*.txt' { const text: string; export default text; }
declare module '*.md' { const text: string; export default text; }
declare module '*.html' { const text: string; export default text; }
declare module '*.css' { const text: string; export default text; }
`;
