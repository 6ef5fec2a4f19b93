import { vitePreprocess } from '@sveltejs/vite-plugin-svelte'

export default {
  preprocess: vitePreprocess({ style: false }),
  compilerOptions: {
    runes: true,
    // The policy allows no inline styles: a component's styles go to the stylesheet, never into its script.
    css: 'external',
  },
}
