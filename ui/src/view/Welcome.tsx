const examples = ["Call Mum tomorrow at 5pm", "Pay the rent on Friday !high #home", "What is on my list?"];

/** Stands where the conversation will be: what to say, by example. */
export function Welcome({ onSuggest }: { onSuggest(text: string): void }) {
  return (
    <div className="welcome">
      <h2>What needs doing?</h2>
      <p>Say it as you would to a person. For instance:</p>
      <div className="examples">
        {examples.map((text) => (
          <button type="button" key={text} onClick={() => onSuggest(text)}>
            {text}
          </button>
        ))}
      </div>
    </div>
  );
}
