/// The style sheet of a page, which holds everything that it needs.
///
/// Colours are the hues of Okabe and Ito ("Color Universal Design", 2008), their lightness chosen
/// for each theme: text keeps a contrast of 4.5, marks one of 3. Marks are stretched SVG, all text
/// is HTML; where something lies in time follows from two properties, so zooming sets two values.
package enum PageStyle {
  /// The whole sheet.
  package static var text: [UInt8] {
    Array((colors + frame + tables + plots + gantt + replay + media).utf8)
  }

  static let light = """
    --ground:#fdfdfc;--card:#fff;--ink:#1b1f24;--muted:#5b6570;--line:#e2e5e8;--soft:#f3f5f6;
    --grid:#e9ecee;--requested:#0b6cab;--area:#0b6cab2e;--used:#00785a;--offered:#8a939c;
    --bad:#c0390b;--tint:#c0390b1f;--wait:#946000;--good:#00785a;--now:#c0390b;--dead:#23272c;
    --r0:#eef2f5;--r1:#cfe1ef;--r2:#9cc5e2;--r3:#5d9fcf;--r4:#2474b0;--r5:#0a3f73;
    --blind:#c0390b;--borne:#e0a92e;--linger:#7f8b96;--bound:#5aa9dc;--starts:#2878b5;
    --becomes:#00785a
    """

  private static let dark = """
    --ground:#14171a;--card:#1b1f23;--ink:#e6e9ec;--muted:#9ba6b0;--line:#2d343a;--soft:#21262b;
    --grid:#282e34;--requested:#5db4ec;--area:#5db4ec33;--used:#3fc79c;--offered:#7d8791;
    --bad:#ff7d52;--tint:#ff7d5226;--wait:#e9b44c;--good:#3fc79c;--now:#ff7d52;--dead:#000;
    --r0:#262c31;--r1:#1f3e55;--r2:#1f5073;--r3:#256b99;--r4:#5caee0;--r5:#bfe3fb;
    --blind:#f0673a;--borne:#e9b44c;--linger:#76818b;--bound:#2f6f9c;--starts:#5db4ec;
    --becomes:#3fc79c
    """

  private static let colors = """
    :root{--from:0;--span:1;--at:-1e9;--cursor:-1e9;color-scheme:light;\(light)}
    @media(prefers-color-scheme:dark){:root:not(.light){color-scheme:dark;\(dark)}}
    :root.dark{color-scheme:dark;\(dark)}

    """

  private static let frame = """
    *{box-sizing:border-box}
    html{scroll-padding-top:100px}
    body{margin:0;overflow-x:clip;background:var(--ground);color:var(--ink);
    font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
    font-variant-numeric:tabular-nums}
    main,.inner{max-width:1220px;margin:0 auto;padding:0 20px}
    h1{font-size:26px;line-height:1.2;margin:0;letter-spacing:-.01em;overflow-wrap:anywhere}
    h2{font-size:18px;margin:44px 0 4px}
    h3{font-size:14px;margin:20px 0 4px}
    p{margin:4px 0 10px;max-width:76ch;overflow-wrap:anywhere}
    .muted,small,figcaption{color:var(--muted)}
    small,.small{font-size:13px}
    code,kbd,.mono{font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
    kbd{border:1px solid var(--line);border-radius:4px;padding:0 5px;background:var(--soft)}
    :focus-visible{outline:2px solid var(--requested);outline-offset:2px;border-radius:3px}
    .skip{position:absolute;left:-999px;color:var(--requested)}
    .skip:focus{left:8px;top:8px;background:var(--card);padding:8px;z-index:9}
    button,input,select{font:inherit;color:inherit;background:var(--card);
    border:1px solid var(--line);border-radius:6px;padding:3px 10px;min-height:32px}
    button{cursor:pointer}
    button:disabled{opacity:.45;cursor:default}
    button:not(:disabled):hover{background:var(--soft)}
    button[aria-pressed=true],button[aria-pressed=true]:hover{background:var(--requested);
    color:var(--ground);border-color:var(--requested)}
    header.inner{padding-top:26px;padding-bottom:6px}
    .identity{color:var(--muted);font-size:13px;margin-top:6px;max-width:none}
    .identity b{font-weight:500;color:var(--ink)}
    .verdict{display:inline-block;font-weight:600;border-radius:6px;padding:2px 10px;
    margin:8px 0 0;border:1px solid}
    .good{color:var(--good)}
    .bad{color:var(--bad)}
    .verdict.bad{background:var(--tint)}
    .verdict.none{color:var(--muted)}
    .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(180px,1fr));gap:0 26px;
    margin:18px 0 0}
    .tile{border-top:2px solid var(--line);padding:8px 0 14px;min-width:0}
    .tile dt{font-size:12.5px;color:var(--muted)}
    .tile dd{margin:0}
    .tile .figure{font-size:22px;font-weight:600;line-height:1.25;overflow-wrap:anywhere}
    .tile .figure small{font-weight:400}
    .tile .context{font-size:12.5px;color:var(--muted);overflow-wrap:anywhere}
    .tile svg{display:block;width:100%;height:22px;margin-top:4px}
    .command{display:flex;gap:8px;align-items:center;background:var(--soft);border-radius:6px;
    padding:6px 10px;margin:6px 0}
    .command code{white-space:pre-wrap;overflow-wrap:anywhere;flex:1}
    details{margin:8px 0}
    summary{cursor:pointer;min-height:24px}
    footer{border-top:1px solid var(--line);margin:48px 0 110px;padding-top:12px;
    color:var(--muted);font-size:13px}
    .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    .scripted{display:none}
    .js .scripted{display:revert}
    .js .bar-row.scripted,.js .controls.scripted{display:flex}
    .js .stage.scripted{display:grid}
    .js .unscripted{display:none}

    """

  private static let tables = """
    table{border-collapse:collapse;font-size:13.5px;width:100%}
    th{font-weight:500;color:var(--muted);text-align:left;white-space:nowrap}
    td,th{padding:4px 14px 4px 0;border-bottom:1px solid var(--line);vertical-align:top}
    td.n,th.n{text-align:right;white-space:nowrap}
    tbody th{color:var(--ink);font-weight:400}
    td.long{overflow-wrap:anywhere;min-width:12em}
    tbody tr:last-child>*{border-bottom:0}
    .wide{overflow-x:auto}
    caption{text-align:left;color:var(--muted);font-size:13px;padding:0 0 4px}
    ol.story{list-style:none;margin:6px 0;padding:0}
    ol.story li{display:grid;grid-template-columns:112px minmax(0,1fr);gap:10px;padding:5px 8px;
    border-top:1px solid var(--grid);scroll-margin:120px;overflow-wrap:anywhere}
    ol.story button,ol.story time{white-space:nowrap;justify-self:end;align-self:start;
    font-weight:600}
    ol.story .why{color:var(--muted)}
    ol.story li[aria-current=true]{background:var(--soft);box-shadow:inset 3px 0 var(--now)}
    .two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 32px}

    """
}
