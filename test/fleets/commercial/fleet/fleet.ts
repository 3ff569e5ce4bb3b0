import { defineFleet } from 'aos-fleet';

export default defineFleet({
  name: 'aos-commercial',
  phase: 'commercial',
  labelPrefix: 'fleet.aos.example',
});
