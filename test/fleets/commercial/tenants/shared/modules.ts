/** Sets of Odoo modules that are sold together. */

export const office = ['auth_totp', 'calendar', 'contacts', 'mail'];

export const caseManagement = [...office, 'crm', 'project', 'survey'];

export const workforce = [...office, 'hr', 'hr_attendance', 'hr_expense', 'hr_holidays', 'hr_skills', 'hr_timesheet'];

export const finance = ['account', 'purchase', 'sale_management'];

/** Shared by production and staging, so that both change together. */
export const harborModules = [...caseManagement, 'account', 'hr', 'hr_timesheet'];
