/** What the library leaves in the page. */
declare const YogaGraphiQL: {
  renderYogaGraphiQL(root: Element, options: Record<string, unknown>): void;
};
