import { PUBLIC_ID, readPublicFile } from '@pmklc/public-knowledge';

const file = readPublicFile(); // in a browser undefined: await fetchPublicFile()
console.log(PUBLIC_ID, file?.length); // 79f088ff71af 9456359
