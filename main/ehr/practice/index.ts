export { type Clinic, generateClinic, generatePatient, generateToday } from './clinic.js'
export { staff } from './staff.js'
