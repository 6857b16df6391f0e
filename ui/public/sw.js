// Shows push messages while no page is open. A message is {tag, title, body,
// task}: see apps/notify/channel/push.go. One with the same tag takes the place
// of the one before it, without a second sound.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  let message = { tag: "errand", title: "Errand", body: "Something came due." };
  try {
    message = { ...message, ...event.data.json() };
  } catch {
    // Browsers demand that something is shown for every message.
  }
  event.waitUntil(
    self.registration.showNotification(message.title, { body: message.body, tag: message.tag, renotify: false, icon: "/icon.svg", data: { task: message.task } }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: "window", includeUncontrolled: true }).then((pages) => {
      const page = pages.find((p) => new URL(p.url).origin === self.location.origin);
      return page ? page.focus() : self.clients.openWindow("/");
    }),
  );
});
