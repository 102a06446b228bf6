import ReportPages
import SimulationEngine

extension PageChart {
  /// The chart as a picture of its own.
  func drawing(
    titled title: String, _ kept: StepSeries, _ strikes: [SimulationTime],
    until end: SimulationTime
  ) -> PlotDrawing {
    var drawing = PlotDrawing(
      title: remark.isEmpty ? title : "\(title) (\(remark))", label: label,
      keys: keys.map { .init($0.text, color: "\($0.color)", isDashed: "\($0.mark)" == "dashed") })
    let frame = PlotFrame(end: end, maximum: top)
    drawing.addRow(unit.text(0), at: PlotFrame.height)
    if top.isMultiple(of: 2) { drawing.addRow(unit.text(top / 2), at: PlotFrame.height / 2) }
    drawing.addRow(unit.text(top), at: 0)
    drawing.addTimes(frame, until: end)
    for time in strikes { drawing.addMark(at: frame.x(time.microseconds)) }
    for layer in layers {
      drawing.add(
        frame.path(kept, level: layer.level, isFilled: layer.isFilled), style: "\(layer.style)")
    }
    return drawing
  }
}

extension PlotDrawing {
  /// Marks the time along the bottom.
  mutating func addTimes(_ frame: PlotFrame, until end: SimulationTime) {
    for time in AxisTicks.times(until: end) {
      addColumn(PageText.clock(time), at: frame.x(time.microseconds))
    }
  }
}
