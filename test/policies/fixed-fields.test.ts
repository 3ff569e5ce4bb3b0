import { describe, expect, it } from 'vitest';
import type { Change } from './rendered-stack.ts';
import { type StepCase, stepFindings } from './steps.ts';

const selector = '/spec/selector/matchLabels/app.kubernetes.io~1component';
const roleRef = '/roleRef/name';
const said = (path: string): string => `field ${path} changes, must stay as it is: the API server refuses to change it`;
const force = (object: string): Change => ({
  object,
  at: '/metadata/annotations',
  value: { 'kustomize.toolkit.fluxcd.io/force': 'Enabled' },
});

describe('fields that cannot change', () => {
  it.each<{ name: string; step: StepCase; expected: readonly (readonly string[])[] }>([
    { name: 'that stay', step: { before: () => {}, after: (spec) => void (spec.plan = 'large') }, expected: [] },
    {
      name: 'of a Deployment',
      step: { has: [{ object: 'Deployment odoo-web', at: selector, value: 'other' }] },
      expected: [[`Deployment odoo-web ${selector}`, said('spec.selector.matchLabels["app.kubernetes.io/component"]')]],
    },
    {
      name: 'of a Deployment that Flux makes anew',
      step: { has: [{ object: 'Deployment odoo-web', at: selector, value: 'other' }, force('Deployment odoo-web')] },
      expected: [],
    },
    {
      name: 'of a binding',
      step: { has: [{ object: 'RoleBinding app-reconciler', at: roleRef, value: 'admin' }] },
      expected: [[`RoleBinding app-reconciler ${roleRef}`, said('roleRef.name')]],
    },
    {
      name: 'of a claim, of which others speak',
      step: {
        has: [{ object: 'PersistentVolumeClaim odoo-filestore', at: '/spec/storageClassName', value: 'other' }],
      },
      expected: [],
    },
    {
      name: 'of a claim, of which nobody else speaks',
      step: { has: [{ object: 'PersistentVolumeClaim odoo-filestore', at: '/spec/volumeName', value: 'pv-1' }] },
      expected: [['PersistentVolumeClaim odoo-filestore /spec/volumeName', said('spec.volumeName')]],
    },
    {
      name: 'of a Job with another image, which has another name',
      step: {
        fleetBefore: () => {},
        fleet: (documents) => {
          for (const release of Object.values(documents.releases))
            release.odoo = { ...release.odoo, image: release.odoo.image.replace(/.{4}$/, 'cccc') };
        },
      },
      expected: [],
    },
  ])('$name', ({ step, expected }) => {
    expect(stepFindings('fixed-fields', step)).toEqual(expected);
  });
});
