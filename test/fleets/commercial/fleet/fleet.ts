import { defineFleet } from 'aos-fleet';

export default defineFleet({
  name: 'aos-commercial',
  phase: 'commercial',
  secrets: { recoveryRecipients: ['age1jg9g9akcjmz98fnxj83ts7rhk0stkyryrp3rzmyemmw3tlm8t9ysmv6dxz'] },
  labelPrefix: 'fleet.aos.example',
});
