import type { OpenApiDocument, OpenApiOperation } from '../../server/contract/openapi.ts';
import { DocsLayout, type GuideName } from '../parts/docsLayout.tsx';
import { type FieldSchema, SchemaFields } from '../parts/schemaFields.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';

/** The reference of the HTTP API. */
export interface ApiReferenceProps extends PageFrame {
  /** The other pages of the documentation. */
  guides?: readonly GuideName[] | undefined;
  document: OpenApiDocument;
  registryUrl: string;
}

interface Entry {
  path: string;
  method: string;
  operation: OpenApiOperation;
}

/** Renders the reference from the OpenAPI document. */
export function apiReferencePage(props: ApiReferenceProps): string {
  return renderPage({
    frame: props,
    title: 'HTTP API',
    description: 'Every endpoint of the registry, its parameters, requests and answers.',
    section: 'docs',
    canonical: '/docs/api',
    content: (
      <DocsLayout guides={props.guides ?? []} current="/docs/api">
        <ApiReference {...props} />
      </DocsLayout>
    ),
  });
}

function ApiReference({ document, registryUrl }: ApiReferenceProps) {
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const refusal = refusalsOf(document);
  return (
    <>
      <header class="page-head">
        <h1>HTTP API</h1>
        <p class="lead">
          {entries.length} endpoints at <code>{registryUrl}</code>, as <a href="/openapi.json">OpenAPI 3.1</a>
          .
        </p>
        <p>
          Send a key as <code>X-API-Key</code> or <code>Authorization: Bearer</code>. In requests,{' '}
          <code>""</code> and <code>null</code> mean that a field is absent, and unknown fields are ignored.
        </p>
      </header>
      <nav aria-label="Endpoints">
        <ul class="endpoints">
          {entries.map(({ method, path, operation }) => (
            <li key={operation.operationId}>
              <a href={`#${operation.operationId}`}>{operation.summary}</a>
              <code class="muted">
                {method} {path}
              </code>
            </li>
          ))}
        </ul>
      </nav>
      {entries.map((entry) => (
        <Operation key={entry.operation.operationId} {...entry} />
      ))}
      <section class="operation" aria-labelledby="refusals">
        <h2 id="refusals">Refusals</h2>
        <p>
          A refusal is a status of 400 or more with <code>{'{"error", "code", "hint", "details"}'}</code>: a
          sentence, a stable code, what to do, and where there are several findings, each of them. Below{' '}
          <code>/api/v1/cli/</code> it is <code>{'{"error": {"code", "message", "hint"}}'}</code>.
        </p>
        <ul class="fields">
          {refusal.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Operation({ path, method, operation }: Entry) {
  const { operationId, summary, parameters, requestBody, responses } = operation;
  const body = requestBody?.content['application/json']?.schema as FieldSchema | undefined;
  const successes = Object.entries(responses).filter(([status]) => status !== 'default');
  return (
    <section class="operation" aria-labelledby={operationId}>
      <h2 id={operationId}>{summary}</h2>
      <p>
        <code>
          {method} {path}
        </code>
      </p>
      <p class="muted">{keyOf(operation)}</p>
      {parameters.length > 0 && (
        <>
          <h3>Parameters</h3>
          <SchemaFields
            schema={{
              properties: Object.fromEntries(parameters.map((one) => [one.name, one.schema as FieldSchema])),
            }}
          />
        </>
      )}
      {body && (
        <details>
          <summary>Request</summary>
          <SchemaFields schema={body} />
        </details>
      )}
      <details>
        <summary>Answer, {successes.map(([status]) => status).join(' or ')}</summary>
        <SchemaFields schema={answerOf(successes[0]?.[1])} />
        {!contentOf(successes[0]?.[1]) && <p>No body.</p>}
      </details>
    </section>
  );
}

function keyOf(operation: OpenApiOperation): string {
  if (operation.security.some((one) => Object.keys(one).length === 0)) return 'Needs no key.';
  const scope = operation['x-scope'];
  return scope ? `Needs a key with the scope ${scope}.` : 'Needs a key.';
}

function contentOf(response: Record<string, unknown> | undefined) {
  return response?.content as { 'application/json'?: { schema?: FieldSchema } } | undefined;
}

function answerOf(response: Record<string, unknown> | undefined): FieldSchema {
  return contentOf(response)?.['application/json']?.schema ?? {};
}

/** The lines of codes by status, as the document's own description lists them. */
function refusalsOf({ components }: OpenApiDocument): string[] {
  const { Error: refusal } = (components as { responses: Record<string, { description: string }> }).responses;
  return (refusal?.description ?? '')
    .split('\n')
    .flatMap((line) => (line.startsWith('- ') ? [line.slice(2)] : []));
}
