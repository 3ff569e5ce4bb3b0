import { describe, expect, it } from 'vitest';
import { judgeLayer } from '../../src/cluster/judge-layer.ts';
import { kustomizationOf, sourceOf } from '../../src/cluster/read-flux.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { Judgement } from '../../src/model/status.ts';
import { before, condition, kustomization, type KustomizationTweak, now, revision, source } from './flux-objects.ts';

const newer = `latest@sha256:${'9'.repeat(64)}`;
const artifact = source('tenant-acme', revision);
/** An artifact that came a minute before now. */
const fresh = source('tenant-acme', newer, {
  artifact: { revision: newer, lastUpdateTime: '2026-11-24T11:59:00Z' },
});
const entry = (status: string, first: string, last: string): JsonObject => ({
  lastReconciledStatus: status,
  firstReconciled: first,
  lastReconciled: last,
});

interface Case {
  readonly name: string;
  readonly tweak?: KustomizationTweak;
  readonly from?: JsonObject | undefined;
  readonly at?: string;
  readonly expected: Judgement;
}

const running = { status: 'Unknown', reason: 'Progressing', message: 'Reconciliation in progress' };
const failed = { status: 'False', reason: 'BuildFailed', message: 'kustomize build failed' };

const cases: readonly Case[] = [
  { name: 'applied and confirmed', expected: { state: 'ready', reason: 'Ready', message: '', since: before } },
  {
    name: 'ready again after a failure: since the failure ended',
    tweak: {
      status: {
        history: [
          entry('ReconciliationSucceeded', before, '2026-11-24T11:30:00Z'),
          entry('HealthCheckFailed', '2026-11-24T10:30:00Z', '2026-11-24T10:40:00Z'),
        ],
      },
    },
    expected: { state: 'ready', reason: 'Ready', message: '', since: '2026-11-24T10:40:00Z' },
  },
  {
    name: 'a Flux that keeps no history: since its condition',
    tweak: { status: { history: [] } },
    expected: { state: 'ready', reason: 'Ready', message: '', since: '2026-11-24T11:30:00Z' },
  },
  {
    name: 'looked at again, as at every interval',
    tweak: { status: { conditions: [condition('Ready', { ...running, lastTransitionTime: '2026-11-24T11:59:59Z' })] } },
    expected: { state: 'ready', reason: 'Ready', message: '', since: before },
  },
  {
    name: 'looked at again, after a failure',
    tweak: {
      status: {
        conditions: [
          condition('Ready', { ...running, lastTransitionTime: '2026-11-24T11:59:59Z' }),
          condition('Reconciling', { message: 'Running health checks' }),
        ],
        history: [entry('HealthCheckFailed', before, '2026-11-24T11:58:00Z')],
      },
    },
    expected: {
      state: 'progressing',
      reason: 'Progressing',
      message: 'Running health checks',
      since: '2026-11-24T11:59:59Z',
    },
  },
  {
    name: 'a look that never ended',
    tweak: { status: { conditions: [condition('Ready', { ...running, lastTransitionTime: before })] } },
    expected: {
      state: 'stale',
      reason: 'NoResult',
      message: 'no result for more than 7 minutes: Reconciliation in progress',
      since: before,
    },
  },
  {
    name: 'a newer revision, under way',
    tweak: { status: { conditions: [condition('Ready', { ...running, lastTransitionTime: '2026-11-24T11:59:01Z' })] } },
    from: fresh,
    expected: {
      state: 'progressing',
      reason: 'Progressing',
      message: 'Reconciliation in progress',
      since: '2026-11-24T11:59:01Z',
    },
  },
  {
    name: 'a newer revision that Flux has not begun',
    from: fresh,
    expected: {
      state: 'progressing',
      reason: 'NewRevision',
      message: 'the newest revision is not yet applied',
      since: '2026-11-24T11:59:00Z',
    },
  },
  {
    name: 'a newer revision that was never applied',
    from: fresh,
    at: '2026-11-24T12:06:01Z',
    expected: {
      state: 'stale',
      reason: 'OldRevision',
      message: 'the newest revision was never applied',
      since: '2026-11-24T11:59:00Z',
    },
  },
  {
    name: 'ready, of an older generation',
    tweak: { metadata: { generation: 3 } },
    expected: { state: 'stale', reason: 'OldGeneration', message: 'the status is of generation 2, the object is at 3' },
  },
  {
    name: 'failing, of an older generation',
    tweak: { metadata: { generation: 3 }, status: { conditions: [condition('Ready', failed)] } },
    expected: { state: 'stale', reason: 'OldGeneration', message: 'the status is of generation 2, the object is at 3' },
  },
  {
    name: 'failing at the newest generation, which Flux counts as observed only after a success',
    tweak: {
      metadata: { generation: 3 },
      status: { conditions: [condition('Ready', { ...failed, observedGeneration: 3 })] },
    },
    expected: {
      state: 'failing',
      reason: 'BuildFailed',
      message: 'kustomize build failed',
      since: '2026-11-24T11:30:00Z',
    },
  },
  {
    name: 'failing since the newer revision came',
    tweak: { status: { conditions: [condition('Ready', failed)] } },
    from: fresh,
    expected: {
      state: 'failing',
      reason: 'BuildFailed',
      message: 'kustomize build failed',
      since: '2026-11-24T11:59:00Z',
    },
  },
  {
    name: 'failing for long, retried a minute ago; only the first line',
    tweak: {
      status: {
        conditions: [
          condition('Ready', {
            status: 'False',
            reason: 'HealthCheckFailed',
            message: '\ntimeout waiting for: [Deployment/odoo-web]\nsecond line',
            lastTransitionTime: '2026-11-24T11:59:00Z',
          }),
        ],
        history: [
          entry('HealthCheckFailed', '2026-11-24T11:00:00Z', '2026-11-24T11:59:00Z'),
          entry('ReconciliationSucceeded', before, '2026-11-24T10:55:00Z'),
        ],
      },
    },
    expected: {
      state: 'failing',
      reason: 'HealthCheckFailed',
      message: 'timeout waiting for: [Deployment/odoo-web]',
      since: '2026-11-24T11:00:00Z',
    },
  },
  {
    name: 'stalled',
    tweak: {
      status: {
        conditions: [
          condition('Ready', failed),
          condition('Stalled', { reason: 'InvalidCELExpression', message: 'bad', lastTransitionTime: before }),
        ],
      },
    },
    expected: { state: 'failing', reason: 'InvalidCELExpression', message: 'bad', since: before },
  },
  {
    name: 'waiting for the layer before',
    tweak: {
      status: {
        conditions: [
          condition('Ready', {
            status: 'False',
            reason: 'DependencyNotReady',
            message: 'dependency is not ready',
            lastTransitionTime: '2026-11-24T11:58:00Z',
          }),
        ],
      },
    },
    expected: {
      state: 'progressing',
      reason: 'DependencyNotReady',
      message: 'dependency is not ready',
      since: '2026-11-24T11:58:00Z',
    },
  },
  {
    name: 'suspended, whatever its condition says',
    tweak: { spec: { suspend: true }, status: { conditions: [condition('Ready', failed)] } },
    expected: {
      state: 'suspended',
      reason: 'Suspended',
      message: 'its Kustomization is suspended: nothing is applied, and no drift corrected',
    },
  },
  {
    name: 'being deleted',
    tweak: { metadata: { deletionTimestamp: before } },
    expected: { state: 'progressing', reason: 'Deleting', message: 'it is being deleted', since: before },
  },
  {
    name: 'new, and nothing said yet',
    tweak: {
      metadata: { creationTimestamp: '2026-11-24T11:59:30Z' },
      status: { conditions: [], lastAppliedRevision: revision },
    },
    expected: {
      state: 'progressing',
      reason: 'New',
      message: 'Flux has not begun with it',
      since: '2026-11-24T11:59:30Z',
    },
  },
  {
    name: 'nothing ever said',
    tweak: { status: { conditions: [] } },
    expected: {
      state: 'stale',
      reason: 'NoStatus',
      message: 'Flux has never said anything about it',
      since: '2026-11-01T00:00:00Z',
    },
  },
  {
    name: 'ready, and no longer looked at: the controller is gone',
    at: '2026-11-24T12:43:01Z',
    expected: {
      state: 'stale',
      reason: 'NotConfirmed',
      message: 'not reconciled since 2026-11-24T11:30:00Z, must be every 60 minutes',
      since: '2026-11-24T11:30:00Z',
    },
  },
  {
    name: 'ready, between two looks',
    at: '2026-11-24T12:42:00Z',
    expected: { state: 'ready', reason: 'Ready', message: '', since: before },
  },
  {
    name: 'ready from a source that is gone',
    from: undefined,
    expected: { state: 'stale', reason: 'NoSource', message: 'ExternalArtifact/tenant-acme is not there' },
  },
  {
    name: 'ready from a source that fails',
    from: source('tenant-acme', revision, {
      conditions: [condition('Ready', { status: 'False', reason: 'BuildFailed', message: 'too many artifacts' })],
    }),
    expected: {
      state: 'stale',
      reason: 'BuildFailed',
      message: 'ExternalArtifact/tenant-acme: too many artifacts',
      since: '2026-11-24T11:30:00Z',
    },
  },
  {
    name: 'ready from a source without an artifact',
    from: source('tenant-acme', revision, { artifact: {} }),
    expected: { state: 'stale', reason: 'NoArtifact', message: 'ExternalArtifact/tenant-acme has no artifact yet' },
  },
  {
    name: 'ready from a source that is suspended',
    from: { ...artifact, spec: { suspend: true } },
    expected: {
      state: 'suspended',
      reason: 'SourceSuspended',
      message: 'ExternalArtifact/tenant-acme is suspended: nothing new arrives',
    },
  },
  {
    name: 'ready from a source whose status is old',
    from: source('tenant-acme', revision, { conditions: [condition('Ready', { observedGeneration: 1 })] }),
    expected: {
      state: 'stale',
      reason: 'OldGeneration',
      message: 'the status of ExternalArtifact/tenant-acme is of an older generation',
    },
  },
  {
    name: 'nonsense instead of a status',
    tweak: {
      metadata: { creationTimestamp: 7 },
      status: { conditions: 'none', history: [1], observedGeneration: 'x' },
    },
    expected: {
      state: 'stale',
      reason: 'NoStatus',
      message: 'Flux has never said anything about it',
    },
  },
];

describe('a Kustomization is', () => {
  it.each(cases)('$expected.state: $name', ({ tweak, at = now, expected, ...rest }) => {
    const from = 'from' in rest ? rest.from : artifact;
    const layer = kustomizationOf(kustomization('tenant-acme-app', tweak));
    const found = judgeLayer(layer, {
      source: from && sourceOf('ExternalArtifact', from),
      now: at,
      patience: layer.timeout + layer.retryInterval,
    });
    expect(found).toEqual(expected);
  });
});
