/** People who are told about tenants, and names that many specs use. */

export const operations = { name: 'Operations', email: 'operations@aos.example' };

export const zone = 'aos.example';

export const unitedStates = { cluster: 'us-east-1' };

export const europe = { cluster: 'eu-west-1' };

/** Networks of those who test staging tenants. */
export const offices = ['203.0.113.64/27'];
