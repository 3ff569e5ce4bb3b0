import { defineFleet } from 'aos-fleet';

export default defineFleet({
  name: 'inclusion-factor',
  phase: 'internal',
});
