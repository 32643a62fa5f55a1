/** Brands and abbreviations that stand for several substances. */
export const combinationLines = `
augmentin,amox-clav,amox/clav,co-amoxiclav|amoxicillin,clavulanate
bactrim ds,bactrim,septra ds,septra,cotrimoxazole,co-trimoxazole,tmp-smx,tmp/smx,smz-tmp,smz/tmp|sulfamethoxazole,trimethoprim
unasyn|ampicillin
zosyn|piperacillin
entresto|sacubitril,valsartan
percocet,endocet|oxycodone,acetaminophen
norco,vicodin,lortab|hydrocodone,acetaminophen
tylenol 3,tylenol #3,tylenol with codeine|acetaminophen,codeine
suboxone|buprenorphine,naloxone
symbicort|budesonide,formoterol
advair|fluticasone,salmeterol
breo|fluticasone,vilanterol
trelegy|fluticasone,umeclidinium,vilanterol
anoro|umeclidinium,vilanterol
combivent,duoneb|ipratropium,albuterol
sinemet|carbidopa,levodopa
paxlovid|nirmatrelvir,ritonavir
janumet|sitagliptin,metformin
zestoretic,prinzide|lisinopril,hydrochlorothiazide
hyzaar|losartan,hydrochlorothiazide
dyazide,maxzide|triamterene,hydrochlorothiazide
lotrel|benazepril,amlodipine
caduet|amlodipine,atorvastatin
fioricet|butalbital,acetaminophen
fiorinal|butalbital,aspirin
excedrin,excedrin migraine|acetaminophen,aspirin
alka-seltzer,alka seltzer,goody's,goodys,bc powder|aspirin
percodan|oxycodone,aspirin
vicoprofen|hydrocodone,ibuprofen
treximet|sumatriptan,naproxen
vimovo|naproxen,esomeprazole
arthrotec|diclofenac
duexis|ibuprofen,famotidine
vytorin|ezetimibe,simvastatin
roszet|ezetimibe,rosuvastatin
exforge hct|amlodipine,valsartan,hydrochlorothiazide
exforge|amlodipine,valsartan
azor|amlodipine,olmesartan
tribenzor|olmesartan,amlodipine,hydrochlorothiazide
twynsta|telmisartan,amlodipine
diovan hct|valsartan,hydrochlorothiazide
benicar hct|olmesartan,hydrochlorothiazide
micardis hct|telmisartan,hydrochlorothiazide
atacand hct|candesartan,hydrochlorothiazide
avalide|irbesartan,hydrochlorothiazide
lotensin hct|benazepril,hydrochlorothiazide
vaseretic|enalapril,hydrochlorothiazide
ziac|bisoprolol,hydrochlorothiazide
tenoretic|atenolol,chlorthalidone
jentadueto|linagliptin,metformin
kombiglyze|saxagliptin,metformin
glyxambi|empagliflozin,linagliptin
synjardy|empagliflozin,metformin
trijardy|empagliflozin,linagliptin,metformin
xigduo|dapagliflozin,metformin
invokamet|canagliflozin,metformin
actoplus met|pioglitazone,metformin
glucovance|glyburide,metformin
soliqua|insulin glargine,lixisenatide
xultophy|insulin degludec,liraglutide
dulera|mometasone,formoterol
wixela,airduo|fluticasone,salmeterol
breztri|budesonide,formoterol
stiolto|tiotropium
`
