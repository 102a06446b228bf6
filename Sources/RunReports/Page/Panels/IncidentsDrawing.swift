import ReportPages
import SimulationEngine

/// The incidents and the other events of a run as a picture of its own.
enum IncidentsDrawing {
  /// Draws a row for each strike and each kind of events.
  static func drawing(
    titled title: String, _ strikes: [Strike], _ tracks: EventTracks, until end: SimulationTime
  ) -> PlotDrawing {
    let bars = strikes.map { StrikeBars($0, until: end) }
    let label = bars.map(\.label) + tracks.rows.map { "\($0.title): \($0.count)" }
    var drawing = PlotDrawing(
      title: title, label: label.joined(separator: "; "), keys: strikes.isEmpty ? [] : keys)
    let frame = PlotFrame(end: end, maximum: 1)
    let height = PlotFrame.height / Int64(max(1, strikes.count + tracks.rows.count))
    for (row, strike) in strikes.enumerated() {
      let top = Int64(row) * height
      drawing.addRow(strike.label, at: top + height / 2)
      draw(bars[row], at: top, height, frame, end, &drawing)
    }
    for (row, track) in tracks.rows.enumerated() {
      let top = Int64(strikes.count + row) * height
      drawing.addRow(track.title, at: top + height / 2)
      for time in track.times {
        drawing.addBar(
          style: track.isHarm ? "ticks.harm" : "ticks", x: frame.x(time.microseconds), width: 4,
          y: top + height / 4, height: height / 2)
      }
    }
    drawing.addTimes(frame, until: end)
    return drawing
  }

  private static let keys: [PlotDrawing.Key] = [
    .init("nobody knows", color: "blind"), .init("borne, pods stay", color: "borne"),
    .init("recreated and bound", color: "bound"), .init("starting", color: "starts"),
    .init("becoming ready", color: "becomes"), .init("old pods linger", color: "linger"),
  ]

  private static func draw(
    _ bars: StrikeBars, at top: Int64, _ height: Int64, _ frame: PlotFrame, _ end: SimulationTime,
    _ drawing: inout PlotDrawing
  ) {
    for bar in bars.bars {
      let x = frame.x(bar.from.microseconds)
      let isBeside = bar.style.hasSuffix("beside")
      let words = bar.style.split(separator: " ")
      drawing.addBar(
        style: String(words[0]), x: x,
        width: frame.x(bar.to.microseconds) - x,
        y: top + height * (isBeside ? 3 : 1) / 4, height: isBeside ? height / 10 : height * 2 / 5)
    }
    let isLate = bars.last.microseconds > end.microseconds / 5 * 4
    let place = isLate ? bars.bars.first?.from ?? .zero : bars.last
    drawing.add(
      bars.remark, x: frame.x(place.microseconds) + (isLate ? -12 : 12), y: top + height / 2 + 9,
      isBehind: !isLate)
  }
}
