import { definePrices } from 'aos-fleet';

export default definePrices({ currency: 'USD', cpu: 24.5, memoryGiB: 3.2, storageGiB: 0.12 });
