/// The style of charts, of the node map and of what depends on the medium.
extension PageStyle {
  static let plots = """
    .navigator{position:sticky;top:0;z-index:5;background:var(--ground);
    border-bottom:1px solid var(--line)}
    .bar-row{gap:8px;align-items:center;padding:6px 0 4px;flex-wrap:wrap}
    .bar-row output{font-weight:600;min-width:8ch}
    .bar-row .gap{flex:1}
    .navigator .plot{margin-bottom:19px}
    figure{margin:10px 0 18px;min-width:0}
    figcaption{font-size:13px;display:flex;gap:4px 16px;flex-wrap:wrap;align-items:baseline;
    margin-bottom:9px}
    figcaption b{color:var(--ink);font-weight:600;overflow-wrap:anywhere}
    .key{white-space:nowrap}
    .key i{display:inline-block;width:14px;height:3px;border-radius:1px;vertical-align:middle;
    margin-right:5px;background:var(--c)}
    .key i.dashed{background:none;border-top:2px dashed var(--c);height:0}
    .key i.filled{height:10px;width:10px}
    .key .value{color:var(--ink);font-weight:600}
    .plot{position:relative;margin-left:52px;height:var(--h,110px);
    border-bottom:1px solid var(--offered);touch-action:pan-y}
    .plot svg{position:absolute;inset:0;width:100%;height:100%;overflow:hidden}
    .plot path,.tile path{vector-effect:non-scaling-stroke;fill:none}
    path.rule{stroke:var(--grid);stroke-width:1}
    path.requested{stroke:var(--requested);stroke-width:1.75}
    path.area{fill:var(--area);stroke:none}
    path.used{stroke:var(--used);stroke-width:1.75}
    path.offered{stroke:var(--offered);stroke-width:1.5;stroke-dasharray:5 3}
    path.stale{fill:var(--bad);stroke:none;opacity:.85}
    path.listed{fill:var(--used);stroke:none;opacity:.3}
    path.waiting{fill:var(--wait);stroke:none;opacity:.75}
    path.pausing{fill:var(--borne);stroke:none;opacity:.55}
    path.phase0{fill:var(--borne);stroke:none}
    path.phase1{fill:var(--bound);stroke:none}
    path.phase2{fill:var(--starts);stroke:none}
    path.phase3{fill:var(--becomes);stroke:none}
    path.turn{fill:var(--requested);stroke:none;opacity:.6}
    .y{position:absolute;right:calc(100% + 6px);font-size:11.5px;color:var(--muted);
    transform:translateY(-50%);white-space:nowrap}
    .x{position:absolute;top:calc(100% + 3px);font-size:11.5px;color:var(--muted);
    transform:translateX(-50%);white-space:nowrap;
    left:calc((var(--a) - var(--from))/var(--span)*100%)}
    .x.last{transform:translateX(-100%)}
    .x.first{transform:none}
    .clip{position:absolute;inset:0;overflow:hidden;pointer-events:none}
    .cross,.here,.struck{position:absolute;top:0;bottom:0;width:0;pointer-events:none}
    .cross{border-left:1px solid var(--ink);opacity:.55;
    left:calc((var(--cursor) - var(--from))/var(--span)*100%)}
    .here{border-left:2px solid var(--now);opacity:.8;
    left:calc((var(--at) - var(--from))/var(--span)*100%)}
    .struck{border-left:1px dashed var(--bad);opacity:.7;
    left:calc((var(--a) - var(--from))/var(--span)*100%)}
    .brush{position:absolute;top:0;bottom:0;background:var(--area);border:solid var(--requested);
    border-width:0 1px;pointer-events:none}
    .brush[hidden]{display:none}
    .multiples{display:grid;grid-template-columns:repeat(auto-fill,minmax(250px,1fr));gap:0 24px}
    .multiples figure{margin:6px 0 14px}
    .multiples .plot{--h:64px}

    """

  static let gantt = """
    .gantt{position:relative;margin:8px 0 24px}
    .track{display:grid;grid-template-columns:210px minmax(0,1fr);align-items:center;
    min-height:29px;border-top:1px solid var(--grid)}
    .track>span{font-size:13px;padding-right:10px;overflow:hidden;text-overflow:ellipsis;
    white-space:nowrap}
    .lane{position:relative;height:27px;overflow:hidden}
    .lane i,.lane b{position:absolute;left:calc((var(--a) - var(--from))/var(--span)*100%)}
    .lane b{top:4px;height:16px;width:max(3px,calc((var(--b) - var(--a))/var(--span)*100%));
    border-radius:2px;background-color:var(--c);font:11px/16px inherit;font-weight:400;
    font-size:11px;line-height:16px;padding:0;overflow:hidden;white-space:nowrap;color:#1b1f24;
    text-indent:3px}
    .lane b.beside{top:22px;height:4px;opacity:.9}
    .lane i{top:3px;height:18px;width:0;border-left:2px solid var(--c)}
    .lane u{position:absolute;top:3px;font-size:11.5px;color:var(--muted);white-space:nowrap;
    text-decoration:none;left:calc((var(--a) - var(--from))/var(--span)*100% + 5px)}
    .lane u.before{left:auto;
    right:calc((var(--from) + var(--span) - var(--a))/var(--span)*100% + 5px)}
    .lane .here,.lane .struck{top:0;height:auto;bottom:0}
    .lane .here{border-left:2px solid var(--now);
    left:calc((var(--at) - var(--from))/var(--span)*100%)}
    .axis{position:relative;height:18px;margin-left:210px;border-top:1px solid var(--offered)}
    .axis .x{top:2px}
    .detect{--c:var(--blind);
    background-image:repeating-linear-gradient(45deg,#fff5 0 2px,#0000 2px 6px)}
    .taint{--c:var(--borne);background-size:6px 6px;
    background-image:radial-gradient(var(--ground) 1.2px,#0000 1.6px)}
    .tolerate{--c:var(--borne)}
    .requeue,.bind{--c:var(--bound)}
    .run{--c:var(--starts)}
    .ready{--c:var(--becomes)}
    .open{--c:var(--soft);outline:1px dashed var(--muted);outline-offset:-1px}
    .terminate{--c:var(--linger);
    background-image:repeating-linear-gradient(-45deg,#fff6 0 2px,#0000 2px 5px)}
    .ticks{--c:var(--wait)}
    .ticks.harm{--c:var(--bad)}
    .keys{display:flex;gap:2px 14px;flex-wrap:wrap;font-size:12.5px;color:var(--muted);
    margin:2px 0 6px}
    .keys i{display:inline-block;width:16px;height:10px;border-radius:2px;margin-right:5px;
    background-color:var(--c);vertical-align:-1px}

    """

  static let replay = """
    .stage{grid-template-columns:minmax(0,1fr) 340px;gap:20px;align-items:start}
    .stage canvas{width:100%;display:block;border-radius:6px}
    .controls{gap:6px;flex-wrap:wrap;align-items:center;margin:6px 0}
    .controls input[type=range]{flex:1 1 200px;min-width:120px;padding:0;accent-color:var(--now)}
    .controls output{font-size:18px;font-weight:600;min-width:7ch}
    .panel{border:1px solid var(--line);border-radius:10px;background:var(--card);
    padding:10px 14px;min-height:200px;max-height:560px;overflow:auto;font-size:13.5px}
    .panel h3{margin:2px 0;overflow-wrap:anywhere}
    .panel table{font-size:12.5px}
    .panel button.link{border:0;background:none;padding:0;min-height:24px;text-align:left;
    color:var(--requested);text-decoration:underline;text-underline-offset:2px;
    overflow-wrap:anywhere}
    .life{position:relative;height:20px;background:var(--soft);border-radius:3px;
    margin:8px 0 4px;overflow:hidden}
    .life i{position:absolute;top:0;bottom:0;background-color:var(--c);min-width:1px}
    .marks{display:flex;gap:2px 12px;flex-wrap:wrap;font-size:12px;color:var(--muted);
    margin-top:6px}
    .marks i{display:inline-block;width:12px;height:12px;border-radius:2px;vertical-align:-2px;
    margin-right:4px;background-color:var(--c);outline:1px solid var(--line)}
    .film{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:12px;
    margin:10px 0;list-style:none;padding:0}
    .film li{min-width:0}
    .film button,.film .still{display:flex;flex-direction:column;justify-content:flex-start;
    padding:6px;text-align:left;width:100%;height:100%;line-height:1.3;font-size:12.5px;
    border:1px solid var(--line);border-radius:6px;overflow-wrap:anywhere}
    .film svg{width:100%;display:block;margin-bottom:4px}
    .film path,.film rect{vector-effect:non-scaling-stroke}
    .s0{fill:var(--r0)}.s1{fill:var(--r1)}.s2{fill:var(--r2)}.s3{fill:var(--r3)}
    .s4{fill:var(--r4)}.s5{fill:var(--r5)}
    .cross-out{stroke:var(--bad);stroke-width:1.6;fill:none}
    .dead{fill:var(--dead)}
    .slash{stroke:var(--borne);stroke-width:1.2;fill:none}
    .lesson{position:fixed;left:50%;bottom:14px;transform:translateX(-50%);
    width:min(840px,calc(100vw - 24px));background:var(--card);border:1px solid var(--line);
    border-radius:12px;box-shadow:0 8px 30px #0004;padding:12px 16px;z-index:8;display:grid;
    grid-template-columns:auto minmax(0,1fr) auto;gap:4px 14px;align-items:center}
    .lesson[hidden]{display:none}
    .lesson .time{font-size:22px;font-weight:600}
    .lesson p{margin:0;overflow-wrap:anywhere}
    .lesson .why{color:var(--muted);font-size:13.5px;grid-column:1/-1}
    .lesson .why{max-height:30vh;overflow:auto}
    .teaching section:not(.taught),.teaching ol.story,.teaching section details,
    .teaching .expectations,.teaching .tiles,.teaching .film{display:none}
    .teaching h2{margin-top:14px}

    """

  static let media = """
    @media(max-width:760px){
    main,.inner{padding:0 12px}
    h1{font-size:21px}
    .stage{grid-template-columns:minmax(0,1fr)}
    .track{grid-template-columns:minmax(0,1fr)}
    .axis{margin-left:0}
    .track>span{padding-top:3px}
    .two{grid-template-columns:minmax(0,1fr)}
    ol.story li{grid-template-columns:92px minmax(0,1fr);padding-inline:0}
    ol.story button{padding:2px 5px;font-size:13px}
    .plot{margin-left:44px}
    .tiles{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
    .tile .figure{font-size:19px}
    .navigator .hint{display:none}
    .lesson{grid-template-columns:auto minmax(0,1fr)}
    .lesson .steps{grid-column:1/-1;justify-self:end}
    }
    @media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
    @media(forced-colors:active){.lane b,.lane i,.key i,.keys i,.marks i,.plot path,.tile path,
    .film svg,.life i{forced-color-adjust:none}}
    @media print{
    @page{margin:14mm}
    :root,:root.dark,:root:not(.light){\(printed)}
    body{font-size:11pt}
    .navigator,.lesson,.controls,.stage,.scripted,.js .scripted,.js .stage.scripted,
    .js .controls.scripted,.skip,.key .value{display:none!important}
    .js ol.story time.unscripted{display:block}
    ol.story li[aria-current=true]{background:none;box-shadow:none}
    .cross,.here,.brush{display:none}
    .lane b,.lane i,.key i,.keys i,.marks i,.film svg,.verdict,.plot svg{
    print-color-adjust:exact;-webkit-print-color-adjust:exact}
    figure,.track,tr,.tile,ol.story li,.film li{break-inside:avoid}
    h2,h3{break-after:avoid}
    .wide{overflow:visible}
    footer{margin-bottom:0}
    }
    """

  /// What is printed has the light colours on white, whatever the screen shows.
  private static let printed = light.replacing("--ground:#fdfdfc", with: "--ground:#fff")
}
