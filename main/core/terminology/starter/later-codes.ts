/**
 * Codes that came after the order file the other titles are from: code | first fiscal year | title, from the addenda CMS
 * publishes with each year's files (ICD-10-CM Tabular List, public domain).
 */
export const laterCodes = `
F32.A|2022|Depression, unspecified
M54.50|2022|Low back pain, unspecified
R05.1|2022|Acute cough
R05.3|2022|Chronic cough
R05.9|2022|Cough, unspecified
Z59.00|2022|Homelessness unspecified
B37.31|2023|Acute candidiasis of vulva and vagina
E88.810|2024|Metabolic syndrome
Z86.0100|2025|Personal history of colon polyps, unspecified
`
