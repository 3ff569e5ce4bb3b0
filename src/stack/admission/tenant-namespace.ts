/** Admission: what a tenant's namespace says of itself stays true, since the other policies and Pod Security go by it. */
import { boundaryReconciler, fluxNamespace } from '../names.ts';
import type { AdmissionRule } from './admission-policy.ts';
import { entry, literal } from './cel.ts';

export const tenantNamespace: AdmissionRule = ({ fleet, tenantLabel }) => {
  const isGuarded = (key: string): string =>
    `(${key}.startsWith(${literal(`${fleet.spec.labelPrefix}/`)}) || ${key}.startsWith('pod-security.kubernetes.io/'))`;
  const changed = (field: string, before: string): string => `
    variables.${field}.filter(key, ${isGuarded('key')} && !(key in variables.${before} && variables.${before}[key] == variables.${field}[key])) +
    variables.${before}.filter(key, ${isGuarded('key')} && !(key in variables.${field}))`;
  return {
    id: 'tenant-namespace',
    repeats: 'none',
    message: "a tenant's namespace must have its tenant's label and the Pod Security level restricted",
    resources: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['namespaces'] }],
    scope: 'cluster',
    // By name too: a namespace without the label would escape every other policy.
    when: {
      'of-a-tenant': `object.metadata.name.startsWith('tenant-') ||
        ${literal(tenantLabel)} in object.metadata.?labels.orValue({})`,
    },
    variables: {
      labels: 'object.metadata.?labels.orValue({})',
      annotations: 'object.metadata.?annotations.orValue({})',
      isNew: "request.operation == 'CREATE'",
      oldLabels: 'variables.isNew ? variables.labels : oldObject.metadata.?labels.orValue({})',
      oldAnnotations: 'variables.isNew ? variables.annotations : oldObject.metadata.?annotations.orValue({})',
      tenant: entry('variables.labels', tenantLabel, "''"),
      level: entry('variables.labels', 'pod-security.kubernetes.io/enforce', "''"),
      isByBoundary: `request.userInfo.username == 'system:serviceaccount:${fluxNamespace}:${boundaryReconciler}'`,
      changes: `variables.isByBoundary ? [] :
        ${changed('labels', 'oldLabels')} + ${changed('annotations', 'oldAnnotations')}`,
    },
    faults: `
      (object.metadata.name == 'tenant-' + variables.tenant ? [] :
        [${literal(`label ${tenantLabel} is `)} + strings.quote(variables.tenant) + ' in namespace ' +
          strings.quote(object.metadata.name) + ', must be what follows tenant- in its name']) +
      (variables.level == 'restricted' ? [] :
        ['label pod-security.kubernetes.io/enforce is ' + strings.quote(variables.level) + ', must be "restricted"']) +
      variables.changes.map(key, key + ' is changed by ' + strings.quote(request.userInfo.username) +
        ${literal(`, must be changed by ${fluxNamespace}/${boundaryReconciler}`)})`,
  };
};
