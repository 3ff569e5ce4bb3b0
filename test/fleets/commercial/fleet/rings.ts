import { defineRings } from 'aos-fleet';

export default defineRings([
  { name: 'preview', release: '19.0-20261015', description: 'Our own tenants, demos and staging copies.' },
  { name: 'early', release: '19.0-20261015', description: 'Customers who asked for new releases first.' },
  { name: 'stable', release: '18.0-20260926', description: 'Everyone else.' },
]);
