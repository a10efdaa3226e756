;; Dot products of tokens with four words of a question at a time (WebAssembly fixed-width SIMD).
;; Every product and every sum is that of the plain loop, of the same doubles in the same order: only
;; several of them are done at once, so the results are the same to the last bit (../token-dots.ts).
;; Written out without functions: calls would take longer than what they do.
;; `npm run build:kernel` makes align-kernel-bytes.ts of this file.
(module
  (import "align" "memory" (memory 1))

  ;; `values` are `count` tokens, a multiple of four, of `size` bytes of floats each; `words` has four
  ;; doubles for each of their numbers. `to` gets four doubles for each token.
  (func (export "dots")
    (param $values i32) (param $count i32) (param $size i32) (param $words i32) (param $to i32)
    (local $a i32) (local $b i32) (local $c i32) (local $d i32) (local $end i32) (local $word i32)
    (local $low v128) (local $high v128) (local $value v128)
    (local $a0 v128) (local $a1 v128) (local $b0 v128) (local $b1 v128)
    (local $c0 v128) (local $c1 v128) (local $d0 v128) (local $d1 v128)
    (block $done
      (loop $tokens
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $a (local.get $values))
        (local.set $b (i32.add (local.get $a) (local.get $size)))
        (local.set $c (i32.add (local.get $b) (local.get $size)))
        (local.set $d (i32.add (local.get $c) (local.get $size)))
        (local.set $end (local.get $b))
        (local.set $values (i32.add (local.get $d) (local.get $size)))
        (local.set $word (local.get $words))
        (local.set $a0 (v128.const f64x2 0 0))
        (local.set $a1 (v128.const f64x2 0 0))
        (local.set $b0 (v128.const f64x2 0 0))
        (local.set $b1 (v128.const f64x2 0 0))
        (local.set $c0 (v128.const f64x2 0 0))
        (local.set $c1 (v128.const f64x2 0 0))
        (local.set $d0 (v128.const f64x2 0 0))
        (local.set $d1 (v128.const f64x2 0 0))
        (loop $numbers
          (local.set $low (v128.load (local.get $word)))
          (local.set $high (v128.load offset=16 (local.get $word)))
          (local.set $value (f64x2.promote_low_f32x4 (v128.load32_splat (local.get $a))))
          (local.set $a0
            (f64x2.add (local.get $a0) (f64x2.mul (local.get $value) (local.get $low))))
          (local.set $a1
            (f64x2.add (local.get $a1) (f64x2.mul (local.get $value) (local.get $high))))
          (local.set $value (f64x2.promote_low_f32x4 (v128.load32_splat (local.get $b))))
          (local.set $b0
            (f64x2.add (local.get $b0) (f64x2.mul (local.get $value) (local.get $low))))
          (local.set $b1
            (f64x2.add (local.get $b1) (f64x2.mul (local.get $value) (local.get $high))))
          (local.set $value (f64x2.promote_low_f32x4 (v128.load32_splat (local.get $c))))
          (local.set $c0
            (f64x2.add (local.get $c0) (f64x2.mul (local.get $value) (local.get $low))))
          (local.set $c1
            (f64x2.add (local.get $c1) (f64x2.mul (local.get $value) (local.get $high))))
          (local.set $value (f64x2.promote_low_f32x4 (v128.load32_splat (local.get $d))))
          (local.set $d0
            (f64x2.add (local.get $d0) (f64x2.mul (local.get $value) (local.get $low))))
          (local.set $d1
            (f64x2.add (local.get $d1) (f64x2.mul (local.get $value) (local.get $high))))
          (local.set $word (i32.add (local.get $word) (i32.const 32)))
          (local.set $b (i32.add (local.get $b) (i32.const 4)))
          (local.set $c (i32.add (local.get $c) (i32.const 4)))
          (local.set $d (i32.add (local.get $d) (i32.const 4)))
          (local.set $a (i32.add (local.get $a) (i32.const 4)))
          (br_if $numbers (i32.lt_u (local.get $a) (local.get $end))))
        (v128.store (local.get $to) (local.get $a0))
        (v128.store offset=16 (local.get $to) (local.get $a1))
        (v128.store offset=32 (local.get $to) (local.get $b0))
        (v128.store offset=48 (local.get $to) (local.get $b1))
        (v128.store offset=64 (local.get $to) (local.get $c0))
        (v128.store offset=80 (local.get $to) (local.get $c1))
        (v128.store offset=96 (local.get $to) (local.get $d0))
        (v128.store offset=112 (local.get $to) (local.get $d1))
        (local.set $to (i32.add (local.get $to) (i32.const 128)))
        (local.set $count (i32.sub (local.get $count) (i32.const 4)))
        (br $tokens)))))
