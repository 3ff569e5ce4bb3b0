import { defineExceptions } from 'aos-fleet';

export default defineExceptions([]);
