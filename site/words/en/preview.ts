/** Web pages of containers, shown in the workbench. */
export const preview = {
  button: 'Web page',
  open: 'Show the web page of a container',
  title: 'Web page',
  address: 'Address, as the lab host sees it',
  go: 'Show',
  reload: 'Load again',
  window: 'Open in a window of its own',
  close: 'Close the web page',
  hint: 'Type the address of a web page that your lab host reaches: a container’s, such as http://172.17.0.2/, or a port of the host, such as http://localhost:8080/. IPv6 goes in brackets.',
  there: 'Pages that your lab host publishes',
  opening: 'Opening…',
  pageOf: (url: string) => `Web page at ${url}`,
  here: (url: string) => `Show ${url}`,
} as const;
