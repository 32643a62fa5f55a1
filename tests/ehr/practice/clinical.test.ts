/** What a clinician would find wrong in the practice clinic's charts, which are made once for all of it. */
import './codes.js'
import './numbers.js'
import './population.js'
import './prescribing.js'
