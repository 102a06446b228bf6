/// Constants of the logarithm.
///
/// The significands from 0.6875 to 1.375 are cut into 128 intervals, 2^-8 wide below 1 and 2^-7
/// above. Each has a factor `c` of at most 16 bits near the reciprocal of its middle (exactly 1
/// beside 1), and `-ln c` as the sum of a multiple of 2^-42 and a remainder. Computed with 300 bits
/// and rounded to nearest.
enum LogTable {
  /// ln 2 as a multiple of 2^-42 and a remainder.
  static let ln2High = 0x1.62e42fefa38p-1
  static let ln2Low = 0x1.ef35793c7673p-45

  /// The factors `c`.
  static let reciprocal: ContiguousArray<Double> = [
    0x1.735p0, 0x1.7138p0, 0x1.6f26p0, 0x1.6d1ap0,
    0x1.6b14p0, 0x1.6914p0, 0x1.671ap0, 0x1.6524p0,
    0x1.6336p0, 0x1.614cp0, 0x1.5f66p0, 0x1.5d86p0,
    0x1.5bacp0, 0x1.59d6p0, 0x1.5806p0, 0x1.563ap0,
    0x1.5472p0, 0x1.52bp0, 0x1.50f2p0, 0x1.4f38p0,
    0x1.4d84p0, 0x1.4bd4p0, 0x1.4a28p0, 0x1.488p0,
    0x1.46dcp0, 0x1.453ep0, 0x1.43a2p0, 0x1.420cp0,
    0x1.4078p0, 0x1.3ee8p0, 0x1.3d5ep0, 0x1.3bd6p0,
    0x1.3a52p0, 0x1.38d2p0, 0x1.3756p0, 0x1.35dcp0,
    0x1.3468p0, 0x1.32f6p0, 0x1.3188p0, 0x1.301cp0,
    0x1.2eb4p0, 0x1.2d5p0, 0x1.2bfp0, 0x1.2a92p0,
    0x1.2938p0, 0x1.27ep0, 0x1.268cp0, 0x1.253ap0,
    0x1.23ecp0, 0x1.22ap0, 0x1.2158p0, 0x1.2012p0,
    0x1.1edp0, 0x1.1d9p0, 0x1.1c52p0, 0x1.1b18p0,
    0x1.19ep0, 0x1.18acp0, 0x1.1778p0, 0x1.1648p0,
    0x1.151cp0, 0x1.13fp0, 0x1.12c8p0, 0x1.11a4p0,
    0x1.108p0, 0x1.0f5ep0, 0x1.0e4p0, 0x1.0d24p0,
    0x1.0c0ap0, 0x1.0af2p0, 0x1.09dep0, 0x1.08cap0,
    0x1.07bap0, 0x1.06acp0, 0x1.059ep0, 0x1.0494p0,
    0x1.038cp0, 0x1.0286p0, 0x1.0182p0, 0x1p0,
    0x1p0, 0x1.fa1p-1, 0x1.f63p-1, 0x1.f26p-1,
    0x1.ee9cp-1, 0x1.eae8p-1, 0x1.e74p-1, 0x1.e3a8p-1,
    0x1.e02p-1, 0x1.dcap-1, 0x1.d93p-1, 0x1.d5ccp-1,
    0x1.d274p-1, 0x1.cf28p-1, 0x1.cbe8p-1, 0x1.c8b4p-1,
    0x1.c588p-1, 0x1.c26cp-1, 0x1.bf58p-1, 0x1.bc5p-1,
    0x1.b95p-1, 0x1.b66p-1, 0x1.b374p-1, 0x1.b094p-1,
    0x1.adcp-1, 0x1.aafp-1, 0x1.a83p-1, 0x1.a574p-1,
    0x1.a2c4p-1, 0x1.a01cp-1, 0x1.9d78p-1, 0x1.9ae4p-1,
    0x1.9854p-1, 0x1.95ccp-1, 0x1.934cp-1, 0x1.90d4p-1,
    0x1.8e64p-1, 0x1.8bfcp-1, 0x1.899cp-1, 0x1.8744p-1,
    0x1.84fp-1, 0x1.82a4p-1, 0x1.806p-1, 0x1.7e24p-1,
    0x1.7becp-1, 0x1.79bcp-1, 0x1.779p-1, 0x1.756cp-1,
  ]

  /// `-ln c` to the nearest multiple of 2^-42.
  static let logHigh: ContiguousArray<Double> = [
    -0x1.7cca97da6ap-2, -0x1.77003cb91p-2, -0x1.713e2fa46ap-2, -0x1.6b84a0cfd5p-2,
    -0x1.65d3c0d47dp-2, -0x1.602bc0aed5p-2, -0x1.5a8cd1bbedp-2, -0x1.54f169b6c7p-2,
    -0x1.4f652abb5p-2, -0x1.49dcc73b26p-2, -0x1.44585a0527p-2, -0x1.3eddda3bd6p-2,
    -0x1.396d7b59b1p-2, -0x1.3401852ae9p-2, -0x1.2ea007cda4p-2, -0x1.29433bb13ap-2,
    -0x1.23eb3d91c4p-2, -0x1.1e9e367889p-2, -0x1.195647b9b3p-2, -0x1.14138ef253p-2,
    -0x1.0edc4e0b68p-2, -0x1.09aa8f2e6bp-2, -0x1.047e70cde8p-2, -0x1.feb0233e6p-3,
    -0x1.f46f2132fp-3, -0x1.ea46b1efeep-3, -0x1.e01df461b4p-3, -0x1.d60e67f7dap-3,
    -0x1.cbfeec9dap-3, -0x1.c1fc6aaf28p-3, -0x1.b8140b0b16p-3, -0x1.ae2c4ef67p-3,
    -0x1.a452502e3cp-3, -0x1.9a8650dea6p-3, -0x1.90c8939f9cp-3, -0x1.870c2372dap-3,
    -0x1.7d6ba3ca88p-3, -0x1.73ccd874e2p-3, -0x1.6a3d3daaeap-3, -0x1.60afa00a4cp-3,
    -0x1.57319c8db4p-3, -0x1.4dc378969cp-3, -0x1.446579dc22p-3, -0x1.3b0a2e755cp-3,
    -0x1.31bf74d17cp-3, -0x1.2877bbc0b6p-3, -0x1.1f41025d4cp-3, -0x1.160d9824ap-3,
    -0x1.0ceb9cdbf2p-3, -0x1.03cd40a51ap-3, -0x1.f58187d7f8p-4, -0x1.e3706ee304p-4,
    -0x1.d183f87ea8p-4, -0x1.bfa007672cp-4, -0x1.adc4cee574p-4, -0x1.9c0f72d47cp-4,
    -0x1.8a6377a914p-4, -0x1.78de425d9cp-4, -0x1.6745c890b8p-4, -0x1.55d4c04c3p-4,
    -0x1.448bc03ca8p-4, -0x1.332fff7bdp-4, -0x1.21fcf5c3e8p-4, -0x1.10f33b35c4p-4,
    -0x1.ffae9119b8p-5, -0x1.dd8e4dbbap-5, -0x1.bbc2bfc45p-5, -0x1.9a103b563p-5,
    -0x1.787735a02p-5, -0x1.56f824b288p-5, -0x1.35d11fa8f8p-5, -0x1.14879e3808p-5,
    -0x1.e72f32812p-6, -0x1.a587d47f9p-6, -0x1.639cd76cfp-6, -0x1.226931f31p-6,
    -0x1.c2e238418p-7, -0x1.416b1f906p-7, -0x1.80de213ccp-8, 0x0p0,
    0x0p0, 0x1.7e38762cap-7, 0x1.3d0c443d7p-6, 0x1.b9e8027e2p-6,
    0x1.1b15d8935p-5, 0x1.58a63afc9p-5, 0x1.95e430f8dp-5, 0x1.d28938b308p-5,
    0x1.0748836298p-4, 0x1.254062f0a8p-4, 0x1.42e64bec28p-4, 0x1.605aea96fcp-4,
    0x1.7d9cc6db38p-4, 0x1.9aaa6464fcp-4, 0x1.b78242be58p-4, 0x1.d422dd6d4p-4,
    0x1.f0aecc0568p-4, 0x1.066e412d3cp-3, 0x1.1479784688p-3, 0x1.22663190aep-3,
    0x1.3046319312p-3, 0x1.3df3ab135p-3, 0x1.4ba5df3a04p-3, 0x1.5936dd9a32p-3,
    0x1.66a5d42a3ap-3, 0x1.74184f58ccp-3, 0x1.81544a17f6p-3, 0x1.8e92dde888p-3,
    0x1.9bacd2ea9p-3, 0x1.a8b4ffce88p-3, 0x1.b5beb9eec6p-3, 0x1.c28e155d34p-3,
    0x1.cf5e04e26p-3, 0x1.dc1a3a0ae6p-3, 0x1.e8c2352aeap-3, 0x1.f55575662ap-3,
    0x1.00e9bc5befp-2, 0x1.071dddfd85p-2, 0x1.0d46dd79acp-2, 0x1.1364782b33p-2,
    0x1.1980f2dd43p-2, 0x1.1f91a1e4e2p-2, 0x1.2596410df9p-2, 0x1.2b8e8bae09p-2,
    0x1.31850495dp-2, 0x1.376ebe2da9p-2, 0x1.3d565a5c5cp-2, 0x1.4330caa0bbp-2,
  ]

  /// What `logHigh` leaves of `-ln c`.
  static let logLow: ContiguousArray<Double> = [
    -0x1.09d33783e0abep-45, 0x1.1506e72e507c3p-47, -0x1.5b9b260293f1bp-46, -0x1.b8c763a28d496p-47,
    0x1.1dadbcf415f4cp-44, 0x1.a53299049fe2cp-44, -0x1.6038742507ac8p-44, 0x1.b7a5a4c2696d7p-44,
    -0x1.e2712742bf964p-47, 0x1.174f8766b5129p-44, -0x1.944777a84ca8cp-45, 0x1.714a2c1b43336p-45,
    0x1.4b02c1829b66p-44, 0x1.9fc832d19e51p-44, 0x1.e5f67c20bbf4p-44, -0x1.2e85960c15b65p-45,
    -0x1.0a249af518006p-44, -0x1.f45475b87c132p-46, 0x1.896bc36478f15p-44, -0x1.5ea3b8505a51bp-44,
    0x1.ffd4817b5e31dp-44, 0x1.abd6a2f88de5cp-46, -0x1.b7be26fc852cep-46, -0x1.f316e32d5e8c7p-45,
    -0x1.1a8348ead5bb7p-47, -0x1.6b68d497bbdcbp-48, -0x1.1cd54e3911124p-45, 0x1.f2609f4a622a1p-46,
    0x1.eb725aeb8a87ep-45, 0x1.4bd539e01507p-44, -0x1.3270291dcd6afp-44, -0x1.b28d3f2aa3c59p-44,
    0x1.27660da58cc13p-44, 0x1.80f47b55db803p-44, -0x1.1335b446c3741p-44, -0x1.106083238f494p-44,
    0x1.25d31cc9f6cfap-44, -0x1.a19b0b09fdd7dp-44, -0x1.f0ebb818de1bfp-44, -0x1.b9390867767f5p-46,
    -0x1.e4cb11f45da19p-46, 0x1.c7d9499121b9ep-44, -0x1.eec7ab57b84cbp-46, -0x1.4d29e3d04ec62p-44,
    -0x1.72b5abbb26d6ap-44, -0x1.74be8dfa16db8p-44, -0x1.89cf7b395495dp-44, 0x1.51e5ed7dabfaap-44,
    -0x1.321a6c57195b4p-44, -0x1.81a979c146707p-44, 0x1.10b7775e3899bp-47, -0x1.fed09cb978024p-46,
    0x1.9075cabddfdafp-45, 0x1.5dd5d1688744dp-44, -0x1.c17ccdfb50df1p-45, -0x1.d48f676b5eab2p-44,
    -0x1.c28bb5a46418ap-44, -0x1.0e20f90ca5bc8p-48, -0x1.2691c30219e1ep-44, 0x1.28a76a722689fp-46,
    -0x1.db18064fdeb6p-44, -0x1.f18282a4f49d9p-44, -0x1.90756b3617e4ep-45, -0x1.9d4a194ee97efp-46,
    -0x1.303374262c554p-45, -0x1.3bb100da3acaap-47, 0x1.7d18691417dafp-46, 0x1.2c3a4a70d3b2p-44,
    0x1.8aa7f92ff563cp-44, 0x1.a9886eb8f9a7cp-45, -0x1.3b704fd0261c7p-44, 0x1.eaf675d2a0ed5p-45,
    -0x1.f145a379992cep-44, 0x1.0da9881d9d9b7p-44, -0x1.6386993db1603p-44, 0x1.a228806488a8bp-46,
    0x1.8950b309aa2dap-46, -0x1.5db6fda8a1a3p-44, -0x1.19dca101cdc8p-47, 0x0p0,
    0x0p0, 0x1.8e5f252316acap-48, 0x1.2d40e4f2f6eeap-45, -0x1.b9c9bb4f4fcfcp-44,
    -0x1.13ea842a027a8p-44, -0x1.656e6d58c041cp-46, -0x1.ba22cf76874ddp-45, 0x1.b730c1cbc5c2p-45,
    -0x1.bf52a3dd04986p-44, 0x1.416fe50bf3c56p-44, -0x1.9188e4249d675p-44, 0x1.555a6458933a3p-47,
    0x1.2ce1cb920a85fp-46, -0x1.199cd29a410f8p-46, -0x1.4eace38395fafp-45, 0x1.47defe9fa885cp-46,
    -0x1.537d285ee88b7p-44, -0x1.650ea9f71aa62p-45, 0x1.ab21c0820b429p-45, 0x1.596e8a3e0d005p-44,
    -0x1.fea5b264c11b2p-44, 0x1.7da75b0836142p-45, 0x1.b9a3c69363383p-45, -0x1.9dc954aa776e5p-45,
    0x1.a68933aa00298p-44, 0x1.f72762fd6bdb2p-45, 0x1.f10312926217cp-45, 0x1.902abfd25a3dcp-45,
    0x1.8d7913413c181p-44, -0x1.06bf102ae2bbbp-44, -0x1.8450bf6799e68p-45, 0x1.31d2977bed593p-44,
    -0x1.3035a49a59eacp-47, -0x1.4178471a81993p-46, -0x1.27d6ed05822d9p-45, 0x1.101438adbd445p-45,
    0x1.4afea3061d949p-47, 0x1.6459eebab1a3dp-44, 0x1.e5906872c81ffp-45, -0x1.b91ddae7b5505p-44,
    -0x1.24262183a4308p-44, -0x1.17dd97615905fp-47, 0x1.8e7c177a43938p-44, -0x1.3c90b0a05ef7dp-45,
    0x1.807adf756f48dp-44, 0x1.32a9e08597bf6p-44, -0x1.df35e81128443p-47, 0x1.25731cd21d67dp-44,
  ]
}
