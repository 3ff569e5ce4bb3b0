/** What an admission policy is, and the two objects that make it: the policy, and the binding that puts it into force. */
import type { Cluster, Fleet } from '../../model/fleet.ts';
import type { JsonObject } from '../../model/manifest.ts';
import type { PlatformObject } from '../platform-object.ts';
import { literal, oneLine } from './cel.ts';

/** What the policies are written for. */
export interface AdmissionContext {
  readonly fleet: Fleet;
  readonly cluster: Cluster;
  /** Label of a tenant's namespace, whose value is the tenant's id. */
  readonly tenantLabel: string;
}

export type Operation = 'CREATE' | 'UPDATE' | 'DELETE';

export interface Resources {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly resources: readonly string[];
}

export interface AdmissionPolicy {
  /** What follows `fleet-` in the name: the id of the policy of CI that it repeats, or a name of its own. */
  readonly id: string;
  /**
   * `all`: the policy of CI and this one agree on every object of the resources below. `part`: this one refuses less, or one
   * object where CI looks at several. `none`: it guards what the others rest on, and CI has no such policy.
   */
  readonly repeats: 'all' | 'part' | 'none';
  /** Said when there is too much to say of what was found. */
  readonly message: string;
  readonly resources: readonly Resources[];
  /** Without these. */
  readonly except?: readonly Resources[];
  /** Default: CREATE and UPDATE. */
  readonly operations?: readonly Operation[];
  /** `tenants`: objects in namespaces with the tenants' label. */
  readonly scope: 'tenants' | 'cluster';
  /** By name: CEL that must hold, or the policy does not look. */
  readonly when?: Readonly<Record<string, string>>;
  /** By name: CEL that later ones and `faults` may use, as `variables.<name>`. */
  readonly variables: Readonly<Record<string, string>>;
  /** CEL: a list of what is wrong, each one sentence, in the words of CI's policy. */
  readonly faults: string;
}

export type AdmissionRule = (context: AdmissionContext) => AdmissionPolicy;

/** Fails closed: what cannot be judged, for cost or an error, is refused. Nothing outside `resources` waits for it. */
export function admissionObjects(policy: AdmissionPolicy, { tenantLabel }: AdmissionContext): PlatformObject[] {
  const name = `fleet-${policy.id}`;
  const operations = policy.operations ?? ['CREATE', 'UPDATE'];
  const rules = (resources: readonly Resources[]): JsonObject[] => resources.map((each) => ({ ...each, operations }));
  const variables = Object.entries({ ...policy.variables, faults: policy.faults });
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      name,
      body: {
        spec: {
          failurePolicy: 'Fail',
          matchConstraints: {
            resourceRules: rules(policy.resources),
            ...(policy.except !== undefined && { excludeResourceRules: rules(policy.except) }),
            ...(policy.scope === 'tenants' && {
              namespaceSelector: { matchExpressions: [{ key: tenantLabel, operator: 'Exists' }] },
            }),
          },
          ...(policy.when !== undefined && {
            matchConditions: Object.entries(policy.when).map(([condition, expression]) => ({
              name: condition,
              expression: oneLine(expression),
            })),
          }),
          variables: variables.map(([variable, expression]) => ({ name: variable, expression: oneLine(expression) })),
          validations: [
            {
              expression: 'variables.faults.size() == 0',
              message: policy.message,
              messageExpression: `variables.faults.join(${literal('; ')})`,
              reason: 'Forbidden',
            },
          ],
        },
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      name,
      body: { spec: { policyName: name, validationActions: ['Deny'] } },
    },
  ];
}
