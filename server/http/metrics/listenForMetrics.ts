import type { Logger } from 'pino';
import { type Listening, listen } from '../listen.ts';
import { urlOf } from '../urlOf.ts';
import { metricsListener } from './metricsListener.ts';
import type { MetricsDoor } from './metricsRoute.ts';

/** Where the metrics have an address of their own, listens there and logs it. */
export async function listenForMetrics(
  {
    metrics,
    requestTimeout,
  }: {
    readonly metrics:
      | { readonly listen: { readonly host: string; readonly port: number } | undefined }
      | undefined;
    readonly requestTimeout: number;
  },
  door: MetricsDoor,
  logger: Logger,
): Promise<{ url: string; close: Listening['close'] } | undefined> {
  if (!metrics?.listen) return undefined;
  const { host, port } = metrics.listen;
  const listener = metricsListener(door, (error) =>
    logger.error({ err: error }, 'the metrics could not be read'),
  );
  const server = await listen(listener, {
    ...{ host, port, requestTimeout, gitTimeout: requestTimeout },
    graceTime: 0,
    hint: 'Choose another address for the metrics, with METRICS_HOST and METRICS_PORT.',
  });
  const url = `${urlOf(host, server.port)}/metrics`;
  logger.info({ url }, 'the metrics are to be had');
  return { url, close: server.close };
}
