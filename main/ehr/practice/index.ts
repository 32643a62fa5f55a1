export { type Clinic, generateClinic, generatePatient } from './clinic.js'
export { staff } from './staff.js'
