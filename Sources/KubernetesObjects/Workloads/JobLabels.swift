/// The labels by which a job knows its pods.
public enum JobLabels {
  /// The job's uid, by which it selects its pods.
  public static let uid = "batch.kubernetes.io/controller-uid"
  /// The job's name.
  public static let name = "batch.kubernetes.io/job-name"
  /// The uid as before 1.27, which is still written.
  public static let formerUID = "controller-uid"
  /// The name as before 1.27.
  public static let formerName = "job-name"
}
