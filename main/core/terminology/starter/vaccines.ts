/**
 * Vaccines: CVX | its CVX short description | clinic words | other names. CDC's code set of vaccines administered (public
 * domain). `*` marks the commonest.
 */
export const vaccineLines = `
*140|Influenza, split virus, trivalent, PF|Influenza|flu shot, flu vaccine
150|Influenza, split virus, quadrivalent, PF|Influenza, quadrivalent|flu shot
135|Influenza, high-dose, trivalent, PF|Influenza, high dose|senior flu shot, Fluzone high-dose
168|Influenza, adjuvanted, trivalent, PF|Influenza, adjuvanted|senior flu shot, Fluad
155|Influenza, recombinant, trivalent, PF|Influenza, recombinant|egg-free flu shot, Flublok
153|Influenza, MDCK, trivalent, PF|Influenza, cell culture|egg-free flu shot, Flucelvax
111|influenza, live, intranasal|Influenza nasal spray|FluMist
*309|COVID-19, mRNA, LNP-S, PF, tris-sucrose, 30 mcg/0.3 mL|COVID-19 (Pfizer)|covid shot, covid booster, Comirnaty
312|COVID-19, mRNA, LNP-S, PF, 50 mcg/0.5 mL|COVID-19 (Moderna)|covid shot, Spikevax
*115|Tdap|Tdap|tetanus shot, whooping cough, pertussis, Boostrix, Adacel
113|Td (adult), 5 Lf tetanus toxoid, preservative free, adsorbed|Td|tetanus shot, tetanus booster
*187|zoster recombinant|Shingles|zoster, Shingrix
*216|Pneumococcal conjugate PCV20, polysaccharide CRM197 conjugate, adjuvant, PF|Pneumococcal (PCV20)|pneumonia shot, Prevnar 20
133|Pneumococcal conjugate PCV 13|Pneumococcal (PCV13)|pneumonia shot, Prevnar 13
327|Pneumococcal conjugate PCV 21|Pneumococcal (PCV21)|pneumonia shot, Capvaxive
33|pneumococcal polysaccharide PPV23|Pneumococcal (PPSV23)|pneumonia shot, Pneumovax
303|RSV, recombinant, protein subunit RSVpreF, adjuvant reconstituted, 0.5 mL, PF|RSV (Arexvy)|RSV shot
326|RSV, mRNA, injectable, PF|RSV (mRESVIA)|RSV shot
305|RSV, bivalent, protein subunit RSVpreF, diluent reconstituted, 0.5 mL, PF|RSV (Abrysvo)|RSV shot
43|Hep B, adult|Hepatitis B, adult|hep B shot, Engerix-B, Recombivax
189|HepB-CpG|Hepatitis B (Heplisav)|hep B shot
08|Hep B, adolescent or pediatric|Hepatitis B, child|hep B shot
52|Hep A, adult|Hepatitis A, adult|hep A shot, Havrix
83|Hep A, ped/adol, 2 dose|Hepatitis A, child|hep A shot
104|Hep A-Hep B|Hepatitis A and B|Twinrix
*165|HPV9|HPV|Gardasil, cervical cancer vaccine
203|Meningococcal Polysaccharide groups A, C, Y, W-135 TT Conjugate|Meningococcal ACWY (MenQuadfi)|meningitis shot
136|Meningococcal MCV4O|Meningococcal ACWY (Menveo)|meningitis shot
114|meningococcal MCV4P|Meningococcal ACWY (Menactra)|meningitis shot
163|meningococcal B, OMV|Meningococcal B (Bexsero)|meningitis B shot
162|meningococcal B, recombinant|Meningococcal B (Trumenba)|meningitis B shot
*03|MMR|MMR|measles, mumps, rubella
94|MMRV|MMR and varicella|ProQuad
21|varicella|Varicella|chickenpox shot
20|DTaP|DTaP|tetanus, whooping cough, Infanrix, Daptacel
110|DTaP-Hep B-IPV|DTaP, hepatitis B and polio|Pediarix
120|DTaP-Hib-IPV|DTaP, Hib and polio|Pentacel
130|DTaP-IPV|DTaP and polio|Kinrix, Quadracel
146|DTaP,IPV,Hib,HepB|DTaP, polio, Hib and hepatitis B|Vaxelis
10|IPV|Polio|IPV
48|Hib (PRP-T)|Hib|haemophilus
49|Hib (PRP-OMP)|Hib (PedvaxHIB)|haemophilus
116|rotavirus, pentavalent|Rotavirus (RotaTeq)|
119|rotavirus, monovalent|Rotavirus (Rotarix)|
101|typhoid, ViCPs|Typhoid injection|travel vaccine
37|yellow fever live|Yellow fever|travel vaccine
176|Rabies - IM fibroblast culture|Rabies (RabAvert)|
`
