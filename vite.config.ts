import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The nonce of one answer: the server writes it wherever this word stands in the built page. */
const NONCE_WORD = '__STAFFROOM_NONCE__'

export default defineConfig({
  root: 'src/ui',
  base: '/',
  plugins: [react()],
  html: { cspNonce: NONCE_WORD },
  build: {
    outDir: '../../dist/ui',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
  },
})
