import type { ComponentChildren } from 'preact';
import type { InstallManifest } from '../../server/contract/answers.ts';
import { visibleText } from '../text.ts';

/** What a function asks of the project that installs it. */
export type Needs = Pick<
  InstallManifest,
  'npmDependencies' | 'envVars' | 'routePath' | 'routeExport' | 'drizzleSchema'
>;

/** What a function needs, or that it needs nothing. */
export function Requirements({ needs }: { needs: Needs }) {
  const { npmDependencies, envVars, routePath, routeExport, drizzleSchema } = needs;
  if (npmDependencies.length + envVars.length === 0 && !routePath && !routeExport && !drizzleSchema) {
    return <p class="muted">Nothing: no npm packages, no environment variables, no routes and no tables.</p>;
  }
  return (
    <dl class="needs">
      {npmDependencies.length > 0 && (
        <Need name="npm packages">
          <Codes of={npmDependencies} />
        </Need>
      )}
      {envVars.length > 0 && (
        <Need name="Environment variables">
          <Codes of={envVars} />
        </Need>
      )}
      {(routePath || routeExport) && (
        <Need name="Route">
          {routePath && <code>{visibleText(routePath)}</code>}
          {routePath && routeExport && ' served by '}
          {routeExport && (
            <>
              {!routePath && 'export '}
              <code>{visibleText(routeExport)}</code>
            </>
          )}
        </Need>
      )}
      {drizzleSchema && (
        <Need name="Database tables">
          Drizzle schema in <code>{visibleText(drizzleSchema)}</code>
        </Need>
      )}
    </dl>
  );
}

function Need({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Codes({ of: names }: { of: string[] }) {
  return (
    <ul class="codes">
      {names.map((name) => (
        <li key={name}>
          <code>{visibleText(name)}</code>
        </li>
      ))}
    </ul>
  );
}
