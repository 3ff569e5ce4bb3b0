import { defineRings } from 'aos-fleet';

export default defineRings([
  {
    name: 'internal',
    release: '18.0-20260926',
    description: 'The company itself: every release is proven here before it reaches anyone else.',
  },
]);
