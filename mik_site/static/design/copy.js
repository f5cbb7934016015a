/* Buttons that copy what stands in their data-copy, and say so. */
for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) break; // only pages served safely may write to the clipboard
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.textContent = button.dataset.copied;
        setTimeout(() => { button.textContent = label; }, 2000);
    });
}
