/// Elementary functions made of IEEE 754 additions, multiplications, divisions and square roots.
///
/// The `log` and `exp` of two C libraries differ in the last bit, and a simulation must not: these
/// give one bit pattern on every platform. Nothing here may use a fused multiply-add.
public enum ExactMath {}
