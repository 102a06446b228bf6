/// What several reports need of a run, worked out once.
struct RunAnalysis {
  let source: ReportSource
  let places: NodePlaces
  let groups: PodGroups
  let latencies: LatencyDistributions
  let replacements: Replacements
  let incidents: [IncidentReport]

  init(_ source: ReportSource) {
    self.source = source
    places = NodePlaces(source.cluster)
    groups = PodGroups(source)
    latencies = LatencyDistributions(source, groups)
    replacements = Replacements(source)
    incidents = IncidentReports(source, replacements).reports
  }
}
