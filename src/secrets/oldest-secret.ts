/** How old a Secret may become, in days, before it is to be replaced. */
export const oldestSecretDays = 365;
